/** Takes out what nobody sees or types, such as a zero width space that was copied along (U+200B). */
export function visible(value: string): string {
  return value.replace(/[\p{Cf}\p{DI}]/gu, '');
}
