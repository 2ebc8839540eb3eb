import { v7 } from 'uuid';

/** A fresh UUIDv7. */
export type NewId = () => string;

export const newUuid: NewId = () => v7();
