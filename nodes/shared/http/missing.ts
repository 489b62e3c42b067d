import { isRecord } from '../record';

const CONTACT = 'contacts?(?: records?)?|records?';
const WHICH =
  '(?:(?:with|for|of|by|having) )?(?:(?:the|this|that|a|given|provided|specified|following) )*(?:contact ?)?_?ids?';
const FILLING = '(?:(?:the|this|that|a|any|such|requested|given|specified|provided) )*';
/** The account or the app that the contact is not in: whose, and no more than that. */
const PLACE =
  '(?: (?:in|for|of|on|under|within) (?:(?:this|the|your|given|that) )*(?:account|app|application|bot|stream|streamid|accountid)(?: id)?)*';
const NOT_FOUND =
  '(?:(?:was|were|is|are|could|can|has|have|been) )*not (?:be )?(?:found|located)|(?:do|does|did) not exist(?: any ?more)?|no longer exists?';
const GONE = '(?:(?:it|is|was|are|were|has|have|been|already) )+(?:deleted|removed|inactive)';
const ABSENT = `(?:${NOT_FOUND}|${GONE})(?: or (?:${NOT_FOUND}|${GONE}))*`;
const SUBJECT = `${FILLING}(?:${CONTACT})(?: ${WHICH})?`;

/** Whole sentences that can mean nothing but that there is no such contact. */
const SENTENCES = [
  `${SUBJECT}${PLACE} (?:${ABSENT})(?: ${WHICH})?${PLACE}`,
  `no (?:such |matching )?(?:${CONTACT})(?: (?:was |were |is |could be )?found)?(?: ${WHICH})?(?: (?:was |were |is |could be )?(?:found|exists?))?${PLACE}`,
  `(?:we )?(?:(?:could|can|did) not|unable to|failed to) (?:find|locate) ${SUBJECT}${PLACE}`,
].map((pattern) => new RegExp(`^(?:${pattern})$`));

/** Sentences that name nothing: they are about the contact where the call, or the entry, is about one alone. */
const NAMELESS = new RegExp(`^(?:it )?(?:${ABSENT})$`);

/** Pieces of text that say nothing beside the others: names of statuses, and what was to be done. */
const NOTHING_SAID =
  /^(?:|gone|bad request|error|failure|failed|request failed|contact|(?:please )?contact (?:us|support|your administrator)|(?:(?:can|could) not|unable to|failed to|error while) (?:delet|updat)(?:e|ing) (?:the |this )?contact|(?:the |this )?contact (?:can|could) not be (?:deleted|updated)|(?:delete|deletion|update) failed)$/;

/** What is said of one contact, and what nobody should take for a word in it. */
export interface AboutOne {
  /** The id that the call, or the entry, is about; empty where nobody said. */
  id: string;
}

/**
 * Whether words mean that a contact is not there, and can mean nothing else: every sentence of every piece has to.
 * What is missing may as well be an app, a path, an agent group or the contact's queue.
 *
 * @param pieces what was said, cleaned
 * @param about the one contact that it was said of; undefined for a call about many, or none
 */
export function meansMissing(pieces: string[], about: AboutOne | undefined): boolean {
  const sentences = pieces.flatMap((piece) => sentencesIn(piece, about?.id));
  const telling = sentences.filter((sentence) => !NOTHING_SAID.test(sentence));
  return (
    telling.length > 0 &&
    telling.every(
      (sentence) =>
        SENTENCES.some((pattern) => pattern.test(sentence)) ||
        (about !== undefined && NAMELESS.test(sentence)),
    )
  );
}

/**
 * Whether a body says nothing, so that its status speaks alone: empty, or JSON without a text that a person would
 * read. What comes from another server than the API's mostly says something.
 */
export function saysNothing(body: unknown, text: string): boolean {
  if (body === undefined) return text.trim() === '';
  return textsIn(body).every((piece) => {
    const isText = /\s/.test(piece.trim());
    return (
      !isText || sentencesIn(piece, undefined).every((sentence) => NOTHING_SAID.test(sentence))
    );
  });
}

/** The sentences of a text in plain words: ids, numbers and quotes say nothing about what is missing. */
function sentencesIn(piece: string, id: string | undefined): string[] {
  const named = id === undefined || id === '' ? piece : withoutId(piece, id);
  return named
    .toLowerCase()
    .replace(/\bcannot\b|\bcan['’]?t\b/g, 'can not')
    .replace(/\b(do|does|did|could|was|were|is|are|has|have)n['’]?t\b/g, '$1 not')
    .split(/[.:;,!]+(?:\s|$)|\s[-–—]\s/)
    .map((sentence) =>
      sentence
        .replace(/\S*\d\S*/g, ' ')
        .replace(/[^\p{L}\s/_]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

/** The id where it stands as one: an id may be any word, and then the word means something elsewhere. */
function withoutId(piece: string, id: string): string {
  const plain = id.replace(/[^\w-]/g, '');
  return piece.replace(new RegExp(`(\\b(?:contact|record|id)\\W+)${plain}(?![\\w-])`, 'gi'), '$1 ');
}

/** Every text of a body, wherever it stands. */
function textsIn(value: unknown, depth = 10): string[] {
  if (typeof value === 'string') return [value];
  // Deeper than anybody writes for people, there may be anything.
  if (depth === 0) return ['too deep to be read'];
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => textsIn(entry, depth - 1));
  return isRecord(value) ? Object.values(value).flatMap((entry) => textsIn(entry, depth - 1)) : [];
}
