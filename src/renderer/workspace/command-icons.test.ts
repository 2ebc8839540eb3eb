import { expect, it } from 'vitest';
import { COMMANDS } from '../../shared/commands/all-commands.ts';
import { COMMAND_ICONS } from './command-icons.ts';

it('has a picture for every command', () => {
  expect(COMMANDS.map(({ icon }) => icon).filter((name) => COMMAND_ICONS[name] === undefined)).toEqual([]);
});
