"use client";

import { useEffect, useEffectEvent, useState } from "react";

/** Milliseconds; as long as the row takes to fold. */
const FOLD_MS = 300;

export interface Shown<T> {
  item: T;
  isExiting: boolean;
}

/** Merges what was shown with what is there now: whoever has left stays in place. */
export function mergeExiting<T extends { id: string }>(before: readonly T[], now: readonly T[]): Shown<T>[] {
  const staying = new Map(now.map((item) => [item.id, item]));
  const known = new Set(before.map(({ id }) => id));
  const shown = before.map((item): Shown<T> => {
    const fresh = staying.get(item.id);
    return fresh ? { item: fresh, isExiting: false } : { item, isExiting: true };
  });
  const isOrdered = shown.every(({ isExiting }) => !isExiting);
  // With nobody leaving, the new order is the order.
  if (isOrdered) return now.map((item) => ({ item, isExiting: false }));
  const joined = now.filter(({ id }) => !known.has(id));
  return [...joined.map((item) => ({ item, isExiting: false })), ...shown];
}

/** Keeps what has left a list in its place for as long as it takes to fold away. */
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
