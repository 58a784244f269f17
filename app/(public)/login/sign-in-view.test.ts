import { expect, test } from "vitest";
import type { AccountView } from "@/lib/session/contract";
import type { LoginReason } from "@/lib/session/reasons";
import { decideSignInView } from "./sign-in-view";

const account = (sessionId: string, endedReason: LoginReason | null = null) =>
  ({ sessionId, endedReason, active: false, user: { email: `${sessionId}@example.com` } }) as AccountView;

const [ada, grace, gone] = [account("ada"), account("grace"), account("gone", "idle")];
const five = ["a", "b", "c", "d", "e"].map((id) => account(id));
const EMPTY_FORM = { kind: "form", email: null, reason: null };

test("a browser without accounts gets the form", () => {
  for (const query of [{}, { add: "" }, { account: "ada" }])
    expect(decideSignInView([], false, query)).toEqual({ ...EMPTY_FORM, canChoose: false });
});

test("a browser with accounts chooses among them", () => {
  for (const accounts of [[ada], [ada, grace], [ada, gone], [gone, account("old", "absolute")]])
    expect(decideSignInView(accounts, false, {})).toEqual({ kind: "chooser", isFull: false });
});

test("one that wants another account gets the form, and can go back", () => {
  expect(decideSignInView([ada], false, { add: "" })).toEqual({ ...EMPTY_FORM, canChoose: true });
});

test("an account whose session has ended fills its address in, and says why", () => {
  const form = { kind: "form", email: "gone@example.com", reason: "idle", canChoose: true };
  expect(decideSignInView([ada, gone], false, { account: "gone" })).toEqual(form);
});

test("the address of one that is signed in, or not of this browser, does nothing", () => {
  for (const id of ["ada", "stranger", ["gone"]])
    expect(decideSignInView([ada, gone], false, { account: id })).toMatchObject({ kind: "chooser" });
});

test("the only account, once its session has ended, needs no choice", () => {
  const form = { ...EMPTY_FORM, email: "gone@example.com", canChoose: false };
  expect(decideSignInView([gone], false, {})).toEqual(form);
});

test("five that are signed in leave no room for a sixth; one that has ended makes some", () => {
  expect(decideSignInView(five, false, { add: "" })).toEqual({ kind: "chooser", isFull: true });
  expect(decideSignInView([...five.slice(1), gone], false, { add: "" })).toMatchObject(EMPTY_FORM);
});

test("the open step of a sign-in comes first", () => {
  expect(decideSignInView([ada, grace], true, {})).toEqual({ ...EMPTY_FORM, canChoose: true });
});
