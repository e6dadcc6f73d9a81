import createPurifier from "dompurify";

// The second filter. Go has made the mail harmless before; this one knows nothing of how, and lets through only
// what Go may write (backend/sanitize/policy.go).

const elements = [
  ..."a abbr acronym address article aside b bdi big blockquote br caption center cite code col colgroup dd".split(" "),
  ..."del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main".split(" "),
  ..."mark nav ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr".split(" "),
  ..."tt u ul var wbr".split(" "),
];

const attributes = [
  ..."align alt bgcolor border cellpadding cellspacing color colspan dir face height href lang rowspan".split(" "),
  ..."size src start style target title type valign width data-cid data-remote".split(" "),
];

/** Where an attribute may lead, for those that lead anywhere. */
const rules: Record<string, { on: string; value: RegExp }> = {
  href: { on: "A", value: /^\/open\?u=[\w%-]{1,200}$/ },
  target: { on: "A", value: /^sink$/ },
  src: { on: "IMG", value: /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/ },
  "data-cid": { on: "IMG", value: /^.{1,500}$/ },
  "data-remote": { on: "IMG", value: /^\d{1,6}$/ },
};

const reaching = /url|expression|image|import|@|\\|\/\*|position|content|var\(/i;

function purifier() {
  const purify = createPurifier(window);
  purify.addHook("uponSanitizeAttribute", (node, attribute) => {
    const rule = rules[attribute.attrName];
    if (rule) attribute.keepAttr = node.nodeName === rule.on && rule.value.test(attribute.attrValue);
    if (attribute.attrName === "style" && reaching.test(attribute.attrValue)) attribute.keepAttr = false;
  });
  return purify;
}

let made: ReturnType<typeof purifier> | undefined;

/** Sanitises a mail once more and gives it as nodes. */
export function purified(html: string): DocumentFragment {
  made ??= purifier();
  return made.sanitize(html, {
    ALLOWED_TAGS: elements,
    ALLOWED_ATTR: attributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:\/open\?u=|data:image\/)/,
    // Everything else leads nowhere, and would be measured by the pattern above all the same.
    ADD_URI_SAFE_ATTR: attributes.filter((name) => name !== "href" && name !== "src"),
    RETURN_DOM_FRAGMENT: true,
  });
}
