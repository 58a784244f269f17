import { expect, test } from "vitest";
import { newId, newSecret } from "@/lib/server/crypto";
import { install } from "@/lib/server/testing/installation";
import { attemptKey, isAttemptKey } from "./attempt-keys";

const SECRET = newSecret();
const NEXT = newSecret();

test("a key is the one of its attempt alone, each time it is asked", () => {
  install({ SESSION_SECRET: SECRET });
  const [id, other] = [newId(), newId()];
  for (let time = 0; time < 2; time += 1) {
    expect(isAttemptKey(attemptKey(id), id)).toBe(true);
    expect(isAttemptKey(attemptKey(other), id)).toBe(false);
    expect(isAttemptKey("", id)).toBe(false);
  }
});

test("a key under an earlier secret is still good, and one under a secret that is gone is not", () => {
  const id = newId();
  install({ SESSION_SECRET: SECRET });
  const key = attemptKey(id);
  install({ SESSION_SECRET: `${NEXT},${SECRET}` });
  expect(isAttemptKey(key, id)).toBe(true);
  expect(attemptKey(id)).not.toBe(key);
  install({ SESSION_SECRET: NEXT });
  expect(isAttemptKey(key, id)).toBe(false);
});
