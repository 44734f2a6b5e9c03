import { sharedPerConnection } from "../sqlite/shared";
import type { Collection } from "./client";

/*
 * A foreign writer may hold the file. Waiting for it is synchronous and stops everybody, so only the first who meets it
 * waits long; the others are told at once until somebody gets through again.
 */

export const patienceMs = 1000;
const shortPatienceMs = 50;

const stateOf = sharedPerConnection("patience", () => ({ patient: true }));

/** Waits shortly for the file from now on: somebody has waited for it in vain. */
export function losePatience(db: Collection): void {
  setPatience(db, false);
}

/** Waits for the file as at the start: a write got through. */
export function regainPatience(db: Collection): void {
  setPatience(db, true);
}

/** Does the connection wait as long as at the start? */
export function isPatient(db: Collection): boolean {
  return stateOf(db).patient;
}

function setPatience(db: Collection, on: boolean): void {
  const state = stateOf(db);
  if (state.patient === on) return;
  state.patient = on;
  db.$client.pragma(`busy_timeout = ${on ? patienceMs : shortPatienceMs}`);
}

/**
 * Tries whether the file can be written, without waiting long.
 * @throws  what SQLite says when it cannot (`troubleOf`)
 */
export function probeWriting(db: Collection): void {
  const { patient } = stateOf(db);
  db.$client.pragma(`busy_timeout = ${shortPatienceMs}`);
  try {
    db.$client.exec("BEGIN IMMEDIATE; ROLLBACK");
  } finally {
    db.$client.pragma(`busy_timeout = ${patient ? patienceMs : shortPatienceMs}`);
  }
}
