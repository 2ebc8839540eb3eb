import { mergeUiSettings } from '../../shared/model/ui-settings.ts';
import type { UiSettings, UiSettingsPatch } from '../../shared/model/ui-settings.ts';

export interface SettingsQueueDeps {
  send: (patch: UiSettingsPatch) => Promise<unknown>;
  /** Whether a call failed only because the library was not reached. */
  isAway: (error: unknown) => boolean;
}

/** Choices on their way to the library, in their order. */
export interface SettingsQueue {
  choose(patch: UiSettingsPatch): void;
  /** An answer of the library with what it does not know yet on top. */
  over(answer: UiSettings): UiSettings;
  /** A choice that the library does not take is given up; what the library holds has to be shown again. */
  onRefused(listener: (error: unknown) => void): () => void;
  /** The library is reached again. */
  wake(): void;
}

/** Sends choices one after the other, so that the last is the one that stays; keeps them while the library is away. */
export function createSettingsQueue({ send, isAway }: SettingsQueueDeps): SettingsQueue {
  const unsent: UiSettingsPatch[] = [];
  const listeners = new Set<(error: unknown) => void>();
  let isSending = false;
  const sendAll = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    for (let [first] = unsent; first !== undefined; [first] = unsent) {
      try {
        await send(first);
        unsent.shift();
      } catch (error) {
        if (isAway(error)) break;
        unsent.shift();
        for (const listener of listeners) listener(error);
      }
    }
    isSending = false;
  };
  return {
    choose(patch) {
      unsent.push(patch);
      void sendAll();
    },
    over: (answer) => unsent.reduce(mergeUiSettings, answer),
    onRefused(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    wake: () => void sendAll(),
  };
}
