import type { Promised } from './mutants';

const world = 'test/unit/nodes/shared/contact/phone/world.test.ts';
const reader = 'test/unit/nodes/shared/contact/phone/phoneReader.test.ts';
const text = 'test/unit/nodes/shared/contact/phone/phoneText.test.ts';
const country = 'test/unit/nodes/shared/contact/phone/country.test.ts';
const stored = 'test/unit/nodes/shared/contact/phone/storedPhone.test.ts';
const index = 'test/unit/nodes/shared/contact/phone/phoneIndex.test.ts';
const creating = 'test/integration/create/phone.test.ts';
const byPhone = 'test/integration/delete/byPhone.test.ts';
const updating = 'test/integration/update/phone.test.ts';

const PHONE = 'nodes/shared/contact/phone';
const FORM = 'nodes/KoreContact/form';

/** Phone numbers as people and programs write them. */
export const phonePromises: Promised[] = [
  {
    promise: 'A number is read as its country has it, or refused: none is wrong',
    mutants: [
      {
        breaks: 'a national number need be none of its country',
        file: `${PHONE}/phoneReader.ts`,
        from: "const abroad = prefix === '' ? undefined : whole.findLast(({ isPossible }) => isPossible);",
        to: 'const abroad = [...whole, ...dialed].findLast(({ isPossible }) => isPossible);',
        tests: [creating, reader],
      },
      {
        breaks: 'of two readings one is taken',
        file: `${PHONE}/phoneReader.ts`,
        from: 'if (valid.length > 1) return failed(ambiguous(number, valid));',
        to: '',
        tests: [creating, reader],
      },
      {
        breaks: 'digits that begin with the calling code are read in one way',
        file: `${PHONE}/phoneReader.ts`,
        from: "prefix !== '' || (home !== undefined && digits.startsWith(home.code))",
        to: "prefix !== ''",
        tests: [creating, reader],
      },
      {
        breaks: 'a number with + may have any length',
        file: `${PHONE}/phoneReader.ts`,
        from: 'whole.findLast(({ isPossible }) => isPossible);',
        to: 'whole.at(-1);',
        tests: [creating, reader],
      },
      {
        breaks: 'something is taken off a number that is not known',
        file: `${PHONE}/numberPlan.ts`,
        from: 'if (number === undefined || number.isValid) return number;',
        to: 'if (number !== undefined) return number;\n  if (number === undefined) return undefined;',
        tests: [reader],
      },
      {
        breaks: 'the country code of another country is passed over',
        file: `${PHONE}/phoneReader.ts`,
        from: 'if (own.value !== undefined && own.value.code !== found.code) {',
        to: 'if (own.value !== undefined && own.value.code.length > 3) {',
        tests: [creating, reader],
      },
      {
        breaks: 'the default country goes before the Country Code',
        file: `${PHONE}/phoneReader.ts`,
        from: 'const home = own.value === undefined ? homeOf(origin) : succeeded(own.value);',
        to: 'const home = origin.defaultCountry ? homeOf(origin) : own;',
        tests: [reader],
      },
      {
        breaks: 'a country that is not known leaves the default',
        file: `${PHONE}/phoneReader.ts`,
        from: "    return failed(`has the country '${shown(text)}', which is not known: write it with '+'`);",
        to: '',
        tests: [reader],
      },
      {
        breaks: 'prefixes that are longer than 00 are not known',
        file: `${PHONE}/phoneReader.ts`,
        from: "prefix === '+' || home === undefined",
        to: "prefix !== '' || home === undefined",
        tests: [reader],
      },
    ],
  },
  {
    promise: '… whatever programs put around it',
    mutants: [
      {
        breaks: 'an extension becomes part of the number',
        file: `${PHONE}/phoneText.ts`,
        from: 'const number = isPlain ? text : withoutExtension(text);',
        to: "const number = text.replace(/[a-z;=#]/gi, '');",
        tests: [world, text],
      },
      {
        breaks: 'half a number is an extension',
        file: `${PHONE}/phoneText.ts`,
        from: "return isShort && (extension[1] ?? '').length > SHORT_EXTENSION ? text : number;",
        to: 'return isShort ? number : number;',
        tests: [text, creating],
      },
      {
        breaks: 'of two numbers one long one is made',
        file: `${PHONE}/phoneText.ts`,
        from: 'if (several.length > 1) {',
        to: 'if (several.length > 9) {',
        tests: [text, creating],
      },
      {
        breaks: 'a short ending is part of the number',
        file: `${PHONE}/phoneText.ts`,
        from: 'local.length >= SHORTEST_LOCAL;',
        to: 'local.length >= 1;',
        tests: [text, creating],
      },
      {
        breaks: "a spreadsheet's .0 is a digit",
        file: `${PHONE}/phoneText.ts`,
        from: "    .replace(/^(\\+?\\d{7,})\\.0+$/, '$1');",
        to: ';',
        tests: [text, creating],
      },
      {
        breaks: 'a number that a spreadsheet shortened is digits and a letter',
        file: `${PHONE}/phoneText.ts`,
        from: 'e[+-]?\\d+$/i.test(text)',
        to: 'e[+-]?\\d+$/i.test(text.slice(99))',
        tests: [text, creating],
      },
      {
        breaks: 'digits of other scripts are none',
        file: `${PHONE}/phoneText.ts`,
        from: '.replace(/(?!\\d)\\p{Nd}/gu, asciiDigit)',
        to: '',
        tests: [text, creating],
      },
      {
        breaks: 'invisible characters stay',
        file: `${PHONE}/phoneText.ts`,
        from: 'const text = visible(written)',
        to: 'const text = written',
        tests: [text, creating],
      },
    ],
  },
  {
    promise: '… a country is told by its code, its name or its calling code',
    mutants: [
      {
        breaks: 'a name in another language is none',
        file: `${PHONE}/country.ts`,
        from: "const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'];",
        to: "const LANGUAGES = ['en'];",
        tests: [country],
      },
      {
        breaks: 'a code that no country has is taken',
        file: `${PHONE}/country.ts`,
        from: 'if (code !== undefined && isCallingCode(code)) return succeeded({ code });',
        to: 'if (code !== undefined) return succeeded({ code });',
        tests: [country],
      },
      {
        breaks: 'a default country that is none is passed over',
        file: `${FORM}/defaultCountry.ts`,
        from: '  if (country !== undefined) return country;',
        to: '  return country;',
        tests: [byPhone],
      },
    ],
  },
  {
    promise: 'What a contact was created by finds it, and nobody else',
    mutants: [
      {
        breaks: 'a number whose country nobody tells deletes',
        file: `${FORM}/contactLocator.ts`,
        from: "if (target.by === 'id' || target.phone.international) return target;",
        to: 'return target;',
        tests: [byPhone],
      },
      {
        breaks: 'a 0 that is dialed inside the country only keeps a contact from being found',
        file: `${PHONE}/phoneIndex.ts`,
        from: 'contacts.push(...dialed.filter((contact) => isDialed(digits, contact)));',
        to: 'contacts.push(...dialed.filter(() => false));',
        tests: [index],
      },
      {
        breaks: 'any digits in front are taken for what is dialed inside the country',
        file: `${PHONE}/phoneIndex.ts`,
        from: 'contacts.push(...dialed.filter((contact) => isDialed(digits, contact)));',
        to: 'contacts.push(...dialed);',
        tests: [index],
      },
      {
        breaks: 'a number that is stored without + is not found',
        file: `${PHONE}/storedPhone.ts`,
        from: "if (!text.startsWith('+')) return withCode(digits, code);",
        to: "if (!text.startsWith('+')) return undefined;",
        tests: [stored, byPhone],
      },
      {
        breaks: 'a number that is stored with its 0 is another one',
        file: `${PHONE}/storedPhone.ts`,
        from: 'if (number?.isValid === true) return known(number, digits);',
        to: '',
        tests: [stored, byPhone],
      },
      {
        breaks: "a new national number is not one of the contact's own country",
        file: `${FORM}/updateFields.ts`,
        from: '(isLocal ? current?.countryCode : undefined)',
        to: 'undefined',
        tests: [updating],
      },
    ],
  },
];
