/** Characters that are read in one go: some milliseconds' work. */
const PIECE = 65_536;

/** The text of a file that is read bit by bit, with one kind of line break, so that lines are counted as editors do. */
export class TextSource {
  /** What has come and is not read yet. */
  text = '';

  /** How many lines have been left behind. */
  line = 0;

  /** Whether nothing comes behind the text. */
  isLast = false;

  private readonly texts: Iterator<string>;

  /** A line break of two characters may come in two texts. */
  private held = '';

  constructor(texts: Iterable<string>) {
    this.texts = texts[Symbol.iterator]();
    this.more();
  }

  get firstLine(): string {
    const end = this.text.indexOf('\n');
    return end === -1 ? this.text : this.text.slice(0, end);
  }

  /** Reads on, if there is more. */
  more(): void {
    const enough = this.text.length + PIECE;
    while (!this.isLast && this.text.length < enough) {
      const next = this.texts.next();
      this.isLast = next.done === true;
      const text = this.held + (next.done === true ? '' : next.value);
      this.held = !this.isLast && text.endsWith('\r') ? '\r' : '';
      this.text += text.slice(0, text.length - this.held.length).replace(/\r\n?/g, '\n');
    }
  }

  /** Leaves so many lines behind. */
  drop(lines: number): void {
    let start = 0;
    for (let count = 0; count < lines; count += 1) {
      const end = this.text.indexOf('\n', start);
      start = end === -1 ? this.text.length : end + 1;
    }
    this.line += lines;
    this.text = this.text.slice(start);
  }

  /** Leaves lines behind that have nothing in them but separators. */
  dropEmpty(delimiter: string): void {
    while (this.text !== '' && this.firstLine.replaceAll(delimiter, '').trim() === '') this.drop(1);
  }
}
