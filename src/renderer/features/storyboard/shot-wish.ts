import type { ShotRecord } from '../../../shared/model/document.ts';

/** What a person may change of a shot that its picture follows. */
export type ShotWish = Partial<
  Pick<ShotRecord, 'description' | 'size' | 'angle' | 'move' | 'lens' | 'lighting' | 'mood'>
>;
