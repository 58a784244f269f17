import { beforeEach, expect, test } from "vitest";
import { type Installation, install } from "@/lib/server/testing/installation";
import { reportRequestError } from "./request-error";

let app: Installation;
beforeEach(() => {
  app = install();
});
const lastLine = () => JSON.parse(app.logged.at(-1) ?? "null");

test("an error of a page is logged with its route and what the user sees of it, without the query", () => {
  const error = Object.assign(new Error("no such column"), { digest: "1234" });
  reportRequestError(
    error,
    { method: "GET", path: "/profile/devices?ticket=secret" },
    { routePath: "/profile/devices", routeType: "render" },
  );
  expect(lastLine()).toMatchObject({
    msg: "request failed",
    source: "page",
    method: "GET",
    route: "/profile/devices",
    digest: "1234",
    err: { message: "no such column" },
  });
  expect(app.logged.join()).not.toContain("secret");
});

test("where Next names no route, the path stands in for it, without its query", () => {
  reportRequestError(
    new Error("refused"),
    { method: "POST", path: "/login?reason=expired" },
    { routePath: "", routeType: "action" },
  );
  expect(lastLine()).toMatchObject({ source: "form", route: "/login" });
});
