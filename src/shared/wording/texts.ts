/** A text in the languages of the window; `{name}` stands for a value. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Texts = Readonly<Record<string, Text>>;
