import { mergeUiSettings } from '../../shared/model/ui-settings.ts';
import type { UiSettings, UiSettingsPatch } from '../../shared/model/ui-settings.ts';

export interface SettingsQueueDeps {
  send: (patch: UiSettingsPatch) => Promise<unknown>;
  /** Whether a call failed only because the library was not reached. */
  isAway: (error: unknown) => boolean;
  /** A choice that the library does not take: it is given up, and what the library holds has to be shown again. */
  onRefused: (error: unknown) => void;
}

/** Choices on their way to the library, in their order. */
export interface SettingsQueue {
  choose(patch: UiSettingsPatch): void;
  /** An answer of the library with what it does not know yet on top. */
  over(answer: UiSettings): UiSettings;
  /** The library is reached again. */
  wake(): void;
}

/** Sends choices one after the other, so that the last is the one that stays; keeps them while the library is away. */
export function createSettingsQueue({ send, isAway, onRefused }: SettingsQueueDeps): SettingsQueue {
  const unsent: UiSettingsPatch[] = [];
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
        onRefused(error);
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
    wake: () => void sendAll(),
  };
}
