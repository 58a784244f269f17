/** The tests' browser: its requests go to the route handlers in the same process, without a server. */
import { requester } from "@/lib/server/testing/installation";
import { PEER_HEADER } from "@/lib/web/request/internal-headers";
import type { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";
import {
  HandlerBrowser,
  type HandlerResponse,
  type Route,
} from "@/lib/web/simulated-browser/handler-browser";

export type TestResponse = HandlerResponse;
export type { Route };

export class TestBrowser extends HandlerBrowser {
  constructor(jar?: CookieJar) {
    super(() => ({ [PEER_HEADER]: requester().device.ipAddress ?? "" }), jar);
  }

  /** Another browser with a copy of everything this one holds. */
  copy(): TestBrowser {
    const copy = new TestBrowser(this.jar.copy());
    copy.accessToken = this.accessToken;
    return copy;
  }
}
