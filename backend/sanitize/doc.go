// Package sanitize turns the HTML of a stranger's mail into HTML that can be shown without harm.
//
// Two filters work one after the other. The writer in this package reads tokens and writes new HTML from
// them: only listed elements, each attribute checked by its own pattern, links and pictures replaced, every
// element closed where its part ends. bluemonday is the gate behind it, with a policy that lets through
// nothing but what the writer may write. A fault in one of the two is therefore not yet a hole. The writer
// comes first because bluemonday loses the rest of a mail behind an unclosed <object> or a stray </object>,
// and because its reader of styles takes quadratic time.
//
//   - Each part of a mail is sanitised and closed by itself before they are joined, so that an open quote or
//     tag in one part cannot swallow the next (EFAIL).
//   - No script, style sheet, form, frame, embedded object, SVG, MathML, meta, base or link. Form elements
//     become plain boxes, so that the words in them stay.
//   - Nothing loads. A remote picture loses its address to Result.RemoteImages and keeps the mark data-remote
//     with its place there; a picture of the mail keeps data-cid. WithFilling fills both in at display time.
//     A picture of one or two points is left out for good: it only tells its sender that the mail was opened.
//     Small PNG, JPEG, GIF and WebP pictures written into the mail as data: stay.
//   - No link carries its address: href is "/open?u=" and a token, target is "sink" (a hidden frame), and
//     Result.Links says what the token means and what looks like a trick. Only http, https, mailto and tel.
//   - No class and no id, as they could take part in the page around; no position, float, margin, size or
//     url() in styles, as they could cover or load something. The few properties that remain have listed
//     values. "display: none" remains, for previews that are not meant to be read twice.
//
// The package does not judge whether a mail is honest, does not fetch anything, and is no substitute for
// the second sanitiser, the script-less frame and the content policy that the window puts around it.
package sanitize
