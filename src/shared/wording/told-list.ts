import { worded, type Told, type Worded } from './worded';

/** The first few of a list, and how many more there are. @param list one at least */
export function toldList(list: readonly (string | Worded)[], most = 5): Told {
  const [first = '', ...others] = list.slice(0, most);
  const said = others.reduce((before, next) => worded('list.and', { before, next }), first);
  return list.length > most ? worded('list.more', { before: said, count: list.length - most }) : said;
}

/** As `toldList`, of names. */
export function toldNames(names: readonly string[], most = 5): Told {
  const said = names.slice(0, most).join(', ');
  return names.length > most ? worded('list.more', { before: said, count: names.length - most }) : said;
}
