/** The tests' browser: its requests go to the route handlers in the same process, without a server. */
import { requester } from "@/lib/server/testing/installation";
import { PEER_HEADER } from "@/lib/web/request/internal-headers";
import type { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";
import {
  HandlerBrowser,
  type HandlerResponse,
  type Route,
  type RouteOptions,
} from "@/lib/web/simulated-browser/handler-browser";
import { expectDescribed } from "./described-response";

export type TestResponse = HandlerResponse;
export type { Route };

export class TestBrowser extends HandlerBrowser {
  constructor(jar?: CookieJar) {
    super(() => ({ [PEER_HEADER]: requester().device.ipAddress ?? "" }), jar);
  }

  /** Every response must be as the description of the API says. */
  override async send(route: Route, method: string, path: string, options?: RouteOptions) {
    const response = await super.send(route, method, path, options);
    const { status, headers, json } = response;
    expectDescribed({ method, path, status, contentType: headers.get("content-type"), json });
    return response;
  }

  /** Another browser with a copy of everything this one holds. */
  copy(): TestBrowser {
    const copy = new TestBrowser(this.jar.copy());
    copy.accessToken = this.accessToken;
    return copy;
  }
}
