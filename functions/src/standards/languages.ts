// The languages in which a caller is told something, and the form in which every such text is held.

/** As `Accept-Language` and `Content-Language` name them (RFC 5646). */
export type Language = 'en' | 'el';

/** One text in each language: one that lacks a language does not compile. */
export type Text = Readonly<Record<Language, string>>;

/** English comes first: it is what a caller gets who asks for neither. */
export const LANGUAGES = ['en', 'el'] as const satisfies Language[];

/** A number as it is written in a text: from five digits on in groups, `10,000` and `10.000`. */
export function numberText(value: number | bigint): Text {
  return { en: NUMBERS.en.format(value), el: NUMBERS.el.format(value) };
}

const NUMBERS: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en', { useGrouping: 'min2' }),
  el: new Intl.NumberFormat('el', { useGrouping: 'min2' }),
};
