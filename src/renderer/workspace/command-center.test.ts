import { describe, expect, it, vi } from 'vitest';
import { createCommandCenter } from './command-center.ts';

describe('createCommandCenter', () => {
  it('runs the newest binding and goes back to the one before it', () => {
    const ran: string[] = [];
    const center = createCommandCenter();
    center.bind({ 'go.library': () => ran.push('old') });
    const off = center.bind({ 'go.library': () => ran.push('new') });
    expect(center.run('go.library')).toBe(true);
    off();
    expect(center.run('go.library')).toBe(true);
    expect(ran).toEqual(['new', 'old']);
  });

  it('refuses what nothing binds and what lacks its condition, and says why', () => {
    const center = createCommandCenter();
    const undo = vi.fn<() => void>();
    expect(center.run('edit.undo')).toBe(false);
    center.bind({ 'edit.undo': undo });
    expect(center.run('edit.undo')).toBe(false);
    expect(center.whyNot('edit.undo')).toBe('needs.can-undo');
    const off = center.state({ 'can-undo': true });
    expect(center.whyNot('edit.undo')).toBeNull();
    expect(center.run('edit.undo')).toBe(true);
    off();
    expect(center.isPossible('edit.undo')).toBe(false);
    expect(undo).toHaveBeenCalledTimes(1);
  });

  it('lets the screen win over what the window binds again later, and a dialog over both', () => {
    const ran: string[] = [];
    const center = createCommandCenter();
    center.bind({ 'project.new': () => ran.push('screen') });
    const close = center.bind({ 'project.new': () => ran.push('dialog') }, 'dialog');
    center.bind({ 'project.new': () => ran.push('screen, newer') });
    center.bind({ 'project.new': () => ran.push('app') }, 'app');
    center.run('project.new');
    close();
    center.run('project.new');
    expect(ran).toEqual(['dialog', 'screen, newer']);
  });

  it('hands a command on to the screen that comes, once, and to nobody after another command', async () => {
    const ran: string[] = [];
    const center = createCommandCenter();
    const handOn = { 'project.new': () => center.runOnArrival('project.new'), 'go.library': () => undefined };
    center.bind(handOn, 'app');
    center.run('project.new');
    // The window binds again while the screen is on its way.
    center.bind(handOn, 'app');
    await Promise.resolve();
    expect(ran).toEqual([]);
    const leave = center.bind({ 'project.new': () => ran.push('library') });
    await Promise.resolve();
    expect(ran).toEqual(['library']);
    leave();
    center.run('project.new');
    center.run('go.library');
    center.bind({ 'project.new': () => ran.push('library again') });
    await Promise.resolve();
    expect(ran).toEqual(['library']);
  });

  it('tells once for many changes', async () => {
    const center = createCommandCenter();
    const heard = vi.fn<() => void>();
    center.subscribe(heard);
    center.bind({ 'go.library': () => undefined });
    center.state({ selection: true });
    await Promise.resolve();
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('does not take an id that is no command', () => {
    expect(() => createCommandCenter().bind({ nothing: () => undefined })).toThrow('no command');
  });
});
