/** The client made by a third party's generator works with the real handlers. */
import { NextRequest } from "next/server";
import { beforeEach, expect, test } from "vitest";
import { listDevices } from "@/examples/api-client/list-devices";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import type { RouteModule } from "@/lib/web/openapi/document";
import { readRoutes } from "./openapi-document";

const routes = await readRoutes();
let requests: string[];

beforeEach(() => {
  requests = [];
});

/** Sends requests to the handlers of the app in this process. */
const toHandlers: typeof fetch = async (input) => {
  const request = new NextRequest(input as Request);
  const { pathname } = new URL(request.url);
  requests.push(`${request.method} ${pathname}`);
  const handler = routes.find(({ path }) => path === pathname)?.handlers[
    request.method as keyof RouteModule["handlers"]
  ];
  if (!handler) throw new Error(`no handler for ${request.method} ${pathname}`);
  return handler(request, { params: Promise.resolve(undefined) });
};

const ada = {
  baseUrl: "http://localhost:3000",
  email: "ada@example.com",
  password: PASSWORD,
  send: toHandlers,
};

test("it signs in, refreshes, lists the devices, and signs out", async () => {
  const app = install();
  const user = await app.addUser("Ada");
  await app.openSession(user);

  const devices = await listDevices(ada);
  expect(devices.map(({ current }) => current)).toEqual([true, false]);
  expect(requests).toEqual([
    "POST /api/auth/login",
    "POST /api/auth/refresh",
    "GET /api/sessions",
    "POST /api/auth/logout",
  ]);
  expect(await app.session(devices[0]?.id ?? "")).toMatchObject({ endedReason: "signed_out" });
});

test("a refusal is its code", async () => {
  await install().addUser("Ada");
  await expect(listDevices({ ...ada, password: "a guess" })).rejects.toThrow("invalid_credentials");
});
