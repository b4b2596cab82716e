/** Marks that turn the direction of a text, and those that no one sees. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** What XML has no place for, and halves of characters. */
const forbidden = /[\p{Cs}\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text in HTML or SVG, between tags or in a quoted attribute: nothing in it is a tag, an attribute or a reference. What
 * XML cannot hold becomes U+FFFD; marks without a shape of their own are written as numbers, so that the source shows
 * them.
 */
export function escapeMarkup(text: string): string {
  return text
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"']/g, (character) => escapes[character] as string)
    .replace(unseen, (character) => `&#x${character.charCodeAt(0).toString(16)};`);
}
