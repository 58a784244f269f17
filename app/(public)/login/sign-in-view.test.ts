import { expect, test } from "vitest";
import type { AccountView } from "@/lib/session/contract";
import type { LoginReason } from "@/lib/session/reasons";
import { decideSignInView } from "./sign-in-view";

const account = (sessionId: string, endedReason: LoginReason | null = null) =>
  ({ sessionId, endedReason, active: false, user: { email: `${sessionId}@example.com` } }) as AccountView;

const [ada, grace, gone] = [account("ada"), account("grace"), account("gone", "idle")];
const EMPTY_FORM = { kind: "form", email: null, reason: null };

test("a browser without accounts gets the form", () => {
  for (const query of [{}, { add: "" }, { account: "ada" }])
    expect(decideSignInView([], false, false, query)).toEqual({ ...EMPTY_FORM, canChoose: false });
});

test("a browser with accounts chooses among them", () => {
  for (const accounts of [[ada], [ada, grace], [ada, gone], [gone, account("old", "absolute")]])
    expect(decideSignInView(accounts, false, false, {})).toEqual({ kind: "chooser", isFull: false });
});

test("one that wants another account gets the form, and can go back", () => {
  expect(decideSignInView([ada], false, false, { add: "" })).toEqual({ ...EMPTY_FORM, canChoose: true });
});

test("an account whose session has ended fills its address in, and says why", () => {
  const form = { kind: "form", email: "gone@example.com", reason: "idle", canChoose: true };
  expect(decideSignInView([ada, gone], false, false, { account: "gone" })).toEqual(form);
});

test("the address of one that is signed in, or not of this browser, does nothing", () => {
  for (const id of ["ada", "stranger", ["gone"]])
    expect(decideSignInView([ada, gone], false, false, { account: id })).toMatchObject({ kind: "chooser" });
});

test("the only account, once its session has ended, needs no choice", () => {
  const form = { ...EMPTY_FORM, email: "gone@example.com", canChoose: false };
  expect(decideSignInView([gone], false, false, {})).toEqual(form);
});

test("a full browser gets no form for one more account, but for one whose session has ended", () => {
  expect(decideSignInView([ada, grace], true, false, { add: "" })).toEqual({ kind: "chooser", isFull: true });
  const again = decideSignInView([ada, gone], true, false, { account: "gone" });
  expect(again).toMatchObject({ kind: "form", email: "gone@example.com" });
});

test("the open step of a sign-in comes first", () => {
  expect(decideSignInView([ada, grace], false, true, {})).toEqual({ ...EMPTY_FORM, canChoose: true });
});
