import {
  type Failure,
  type FailureKind,
  mayBeDone,
  MISSING,
} from '../../../../../nodes/shared/problem/failure';

const failureOf = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
  kind,
  words: '',
  ...more,
});

/** Whether a call may have been carried out all the same, where nothing but the kind is known. */
const kinds: Record<FailureKind, boolean> = {
  cancelled: false,
  credential: false,
  missing: false,
  several: false,
  incomplete: false,
  changing: false,
  rateLimit: false,
  unauthorized: false,
  refused: false,
  unsaid: true,
  leftOut: false,
  unavailable: true,
  proxy: false,
  unsupported: false,
  silent: true,
  unreachable: false,
  redirected: false,
  // A page in place of an answer, with a status that says success.
  notKore: true,
  tooLong: false,
  usedUp: false,
};

const cases = Object.entries(kinds) as Array<[FailureKind, boolean]>;

describe('whether a call may have been carried out all the same', () => {
  it.each(cases)('%s: %j', (kind, expected) => {
    expect(mayBeDone(failureOf(kind))).toBe(expected);
    expect(mayBeDone(failureOf(kind, { silentBefore: false, onlyRead: false }))).toBe(expected);
  });

  it.each(cases)('%s: true where an earlier try got no answer', (kind) => {
    expect(mayBeDone(failureOf(kind, { silentBefore: true }))).toBe(true);
  });

  it.each(cases)('%s: false where it only reads', (kind) => {
    expect(mayBeDone(failureOf(kind, { onlyRead: true }))).toBe(false);
    expect(mayBeDone(failureOf(kind, { onlyRead: true, silentBefore: true }))).toBe(false);
  });

  it.each([
    [500, true],
    [501, false],
    [502, true],
    [503, false],
    [504, true],
  ])('by a service that could not answer, with status %i: %j', (status, expected) => {
    expect(mayBeDone(failureOf('unavailable', { status }))).toBe(expected);
  });

  it.each([
    [200, true],
    [404, false],
    [502, false],
  ])('by an answer that is not from the API, with status %i: %j', (status, expected) => {
    expect(mayBeDone(failureOf('notKore', { status }))).toBe(expected);
  });

  it('not where there is no such contact', () => {
    expect(MISSING).toEqual(failureOf('missing'));
    expect(mayBeDone(MISSING)).toBe(false);
  });
});
