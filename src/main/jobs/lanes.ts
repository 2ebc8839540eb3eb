import { z } from 'zod';
import type { JobLaneRepository } from '../db/repositories/job-lane-repository.ts';

/** Limits, pauses and running counts of the lanes. */
export interface Lanes {
  setLimit(lane: string, limit: number): void;
  pause(lane: string): void;
  resume(lane: string): void;
  paused(): string[];
  enter(lane: string): void;
  leave(lane: string): void;
  /** Lanes that may start nothing now: paused, or as full as their limit. */
  blocked(): string[];
  /** Reads the stored pauses again. */
  load(): void;
}

const pausedSchema = z.array(z.string());

/** Pauses are stored, limits and counts live with the process. */
export function createLanes(repository: JobLaneRepository, initialLimits: Readonly<Record<string, number>>): Lanes {
  const limits = new Map(Object.entries(initialLimits));
  const running = new Map<string, number>();
  const paused = new Set<string>();

  const store = (): void => repository.updatePausedJson(JSON.stringify([...paused].sort()));
  const countOf = (lane: string): number => running.get(lane) ?? 0;

  return {
    setLimit: (lane, limit) => void limits.set(lane, limit),
    pause(lane) {
      paused.add(lane);
      store();
    },
    resume(lane) {
      paused.delete(lane);
      store();
    },
    paused: () => [...paused].sort(),
    enter: (lane) => void running.set(lane, countOf(lane) + 1),
    leave: (lane) => void running.set(lane, Math.max(0, countOf(lane) - 1)),
    blocked() {
      const full = [...limits].filter(([lane, limit]) => countOf(lane) >= limit).map(([lane]) => lane);
      return [...new Set([...paused, ...full])];
    },
    load() {
      paused.clear();
      const text = repository.findPausedJson();
      const parsed = text === undefined ? [] : pausedSchema.parse(JSON.parse(text));
      for (const lane of parsed) paused.add(lane);
    },
  };
}
