import type { DataSetCard } from '../../shared/ipc';
import type { SentCard } from '../../shared/own-data-sets';

export function receivedCard(card: SentCard): DataSetCard {
  const text = atob(card.thumbnail.pixels);
  const pixels = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) pixels[index] = text.charCodeAt(index);
  return { ...card, thumbnail: { ...card.thumbnail, pixels } };
}
