/**
 * Words by which people are addressed in the languages whose exports are read, in small letters and without full
 * stops. Some are first names as well, such as `Don`.
 */
const WORDS = new Set(
  [
    'mx doc sir madam dame lord lady rev reverend hon mister doctor professor',
    'herrn fräulein hr fr dipling ing mag drmed drphil drjur',
    'm mm mmes mlles me maître pr docteur professeur',
    'srs don doña lic profa dom dona exmo exma',
    'signa dott dottssa dottore dottoressa avv arch rag geom egr gentma',
    'mw mevr mej meneer heer juffrouw drs ir',
    'shri smt kumari kum',
  ].flatMap((words) => words.split(' ')),
);

/** Those that stand before a name and can't be one. */
const BEFORE_NAMES = new Set(
  'mr mrs ms miss dr prof herr frau mme mlle monsieur madame mademoiselle sr sra srta señor señora señorita dra senhor senhora senhorita sig sigra signor signora signorina dhr mevrouw'.split(
    ' ',
  ),
);

/** What stands between two of them. */
const BETWEEN = new Set(['', 'and', 'und', 'et', 'y', 'e', 'en', 'de']);

/** Whether a text addresses a person, such as `Mr`, `Prof. Dr.` or `Mr. & Mrs.`, and is nothing else, such as a job. */
export function isSalutation(text: string): boolean {
  const words = text.split(/[\s/&+,]+/).map(bare);
  const own = words.filter((word) => !BETWEEN.has(word));
  return own.length > 0 && own.every((word) => WORDS.has(word) || BEFORE_NAMES.has(word));
}

/** Whether a word in front of a name is no part of it. */
export function isBeforeName(word: string): boolean {
  return BEFORE_NAMES.has(bare(word));
}

function bare(word: string): string {
  return word.normalize('NFC').toLowerCase().replace(/\P{L}/gu, '');
}
