import { nameOfCountry } from '../../../../../../nodes/shared/contact/phone/country';
import {
  type PhoneOrigin,
  readPhone,
  readPhoneQuery,
} from '../../../../../../nodes/shared/contact/phone/phoneReader';
import { abroad, atHome, type Example, exampleNumbers } from './examples';

const examples = exampleNumbers();

/** What is wrong of a number that is read; undefined where it is right. */
function wrong(example: Example, text: string, origin: PhoneOrigin): string | undefined {
  const { code, national } = example;
  const read = readPhone(text, origin);
  const said = read.ok ? `${read.value.countryCode} ${read.value.phoneNumber}` : read.problem;
  return said === `+${code} ${national}`
    ? undefined
    : `${example.country} ${JSON.stringify(origin)} ${text}: ${said}, not +${code} ${national}`;
}

const all = (check: (example: Example) => Array<string | undefined>) =>
  examples.flatMap(check).filter((one) => one !== undefined);

describe("the world's example numbers", () => {
  it('are more than 600, of all countries', () => {
    expect(examples.length).toBeGreaterThan(600);
    expect(new Set(examples.map(({ country }) => country)).size).toBeGreaterThan(240);
  });

  it('are read rightly where they tell their country, beside a country code as well', () => {
    const problems = all((example) =>
      abroad(example).flatMap((text) =>
        [{}, { countryCode: example.code }, { defaultCountry: example.country }].map((origin) =>
          wrong(example, text, origin),
        ),
      ),
    );
    expect(problems).toEqual([]);
  });

  it('are read rightly as they are dialed in their country, whatever tells that', () => {
    const problems = all((example) => {
      const { country, code } = example;
      const codes = [`+${code}`, code, `00${code}`, country, country.toLowerCase()];
      const origins: PhoneOrigin[] = [
        ...codes.map((countryCode) => ({ countryCode })),
        { countryCode: nameOfCountry(country) },
        { country },
        { defaultCountry: country },
      ];
      return [
        ...atHome(example).map((text) => wrong(example, text, { countryCode: code })),
        ...origins.map((origin) => wrong(example, example.dialed, origin)),
      ];
    });
    expect(problems).toEqual([]);
  });

  it('are found by what they are created by', () => {
    const problems = all((example) => {
      const { country: defaultCountry, code, national } = example;
      return [...atHome(example), ...abroad(example)].map((text) => {
        const query = readPhoneQuery(text, defaultCountry);
        const isSame = query.ok && query.value.digits === code + national;
        return isSame && query.value.international ? undefined : `${defaultCountry} ${text}`;
      });
    });
    expect(problems).toEqual([]);
  });

  it('are right or refused as whole digits without +, and right nearly always', () => {
    let right = 0;
    const guessed = all((example) => {
      const text = `${example.code}${example.national}`;
      return [{ countryCode: `+${example.code}` }, { defaultCountry: example.country }].map(
        (origin) => {
          const problem = wrong(example, text, origin);
          if (problem === undefined) right += 1;
          return readPhone(text, origin).ok ? problem : undefined;
        },
      );
    });
    expect(guessed).toEqual([]);
    expect(right / (2 * examples.length)).toBeGreaterThan(0.97);
  });
});
