import { expect, test } from "vitest";
import { misfit, type SeenResponse } from "./described-response";

const json = "application/json; charset=utf-8";
const health: SeenResponse = {
  method: "GET",
  path: "/api/health",
  status: 200,
  contentType: json,
  json: { status: "ok" },
};
const refused = { error: "not_authenticated", message: "You are not signed in." };
const sessions: SeenResponse = { ...health, path: "/api/sessions?status=ended", json: { sessions: [] } };

test.each<[string, SeenResponse]>([
  ["a response as it is described", health],
  ["one with an error that is described", { ...sessions, status: 401, json: refused }],
  [
    "one without a body",
    { ...health, method: "DELETE", path: "/api/sessions/x", status: 204, contentType: null },
  ],
  ["what has no description: another path", { ...health, path: "/anything", json: 1 }],
  ["what has no description: another method", { ...health, method: "PUT", status: 405 }],
])("fits: %s", (_, response) => {
  expect(misfit(response)).toBeNull();
});

test.each<[string, SeenResponse]>([
  ["a member too many", { ...health, json: { status: "ok", secret: "x" } }],
  ["a member too few", { ...health, json: {} }],
  ["a status that is not described", { ...health, status: 418 }],
  [
    "a code that is not described",
    { ...sessions, status: 401, json: { ...refused, error: "login_required" } },
  ],
  ["an error of another shape", { ...sessions, status: 401, json: { code: "not_authenticated" } }],
  ["another type", { ...health, contentType: "text/html" }],
  ["a body where there is none", { ...health, method: "DELETE", path: "/api/sessions/x", status: 204 }],
  ["a path by name, not by parameter", { ...sessions, method: "POST", path: "/api/sessions/revoke-all" }],
])("does not fit: %s", (_, response) => {
  expect(misfit(response)).toEqual(expect.any(String));
});
