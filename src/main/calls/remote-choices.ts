import type { Prices } from '../money/prices.ts';
import type { ProviderChoice, QuoteWish } from '../providers/port.ts';
import type { RemoteAdapter, RemoteModel, RemoteOrder } from '../providers/remote-port.ts';

/** A file that is only counted: prices do not look inside. */
const COUNTED_PROMPT = 'priced by its form, not by its words';
const COUNTED = { path: '', mime: 'image/png', bytes: 0, sha256: '' };

function orderOf(model: RemoteModel, wish: QuoteWish): RemoteOrder {
  const { widthPx, heightPx } = wish;
  if (wish.kind === 'image')
    return { kind: 'image', prompt: COUNTED_PROMPT, widthPx, heightPx, seed: null, references: [] };
  const end = wish.hasEnd && model.endFrame ? COUNTED : null;
  const start = model.startFrame === 'none' ? null : COUNTED;
  return { kind: 'video', prompt: COUNTED_PROMPT, start, end, seconds: wish.seconds, widthPx, heightPx, seed: null };
}

/** The models of all vendors as a run may choose them, quoted at the prices of the moment. */
export function remoteChoices(
  adapters: readonly RemoteAdapter[],
  prices: Pick<Prices, 'find'>,
  kind: 'image' | 'video',
): ProviderChoice[] {
  return adapters.flatMap(({ models }) =>
    models
      .filter((model) => model.kind === kind)
      .map((model) => ({
        remote: model,
        model: {
          ...{ id: model.id, kind, label: model.label, local: false },
          quote: (wish: QuoteWish) => {
            const purchase = model.purchase(orderOf(model, wish));
            const { unitMicroUsd, date: priceDate } = prices.find(model.id, purchase.unit, purchase.variant);
            return { ...purchase, unitMicroUsd, priceDate };
          },
        },
      })),
  );
}
