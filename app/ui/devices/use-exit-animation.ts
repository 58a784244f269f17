"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** Milliseconds; the duration of the row's transition. */
const FOLD_MS = 300;

export interface Shown<T> {
  item: T;
  isExiting: boolean;
}

/** Merges the list shown before with the list now. A removed item stays in its place, marked as exiting. */
export function mergeExiting<T extends { id: string }>(before: readonly T[], now: readonly T[]): Shown<T>[] {
  const staying = new Map(now.map((item) => [item.id, item]));
  const known = new Set(before.map(({ id }) => id));
  const shown = before.map((item): Shown<T> => {
    const fresh = staying.get(item.id);
    return fresh ? { item: fresh, isExiting: false } : { item, isExiting: true };
  });
  const isOrdered = shown.every(({ isExiting }) => !isExiting);
  // Nothing was removed, so the new order applies.
  if (isOrdered) return now.map((item) => ({ item, isExiting: false }));
  const joined = now.filter(({ id }) => !known.has(id));
  return [...joined.map((item) => ({ item, isExiting: false })), ...shown];
}

/** @returns the items to show: those of the list, and those just removed from it until their animation has ended */
export function useExitAnimation<T extends { id: string }>(items: readonly T[]): Shown<T>[] {
  const [settled, setSettled] = useState(items);
  const settle = useEffectEvent(() => setSettled(items));
  const isSettled = idsOf(settled) === idsOf(items);
  useEffect(() => {
    if (isSettled) return;
    const timer = setTimeout(settle, FOLD_MS);
    return () => clearTimeout(timer);
  }, [isSettled]);
  return mergeExiting(settled, items);
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id).join();
