/**
 * What writes dates and numbers as a language does is dear to make, above all in WebKit, and a page writes hundreds:
 * each is made once for its language and form.
 */
function madeOnce<O, F>(make: (locale: string, options: O) => F, also: () => string = () => "") {
  const made = new Map<string, F>();
  return (locale: string, options: O): F => {
    const key = `${locale}${also()}${JSON.stringify(options)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(locale, options);
    made.set(key, fresh);
    return fresh;
  };
}

/** A laptop that travels, and a clock that is put forward in spring, have another zone: then it is made anew. */
const zone = () => String(new Date().getTimezoneOffset());

export const dateFormat = madeOnce(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
  zone,
);
export const numberFormat = madeOnce(
  (locale, options: Intl.NumberFormatOptions | undefined) => new Intl.NumberFormat(locale, options),
);
export const relativeTimeFormat = madeOnce(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
