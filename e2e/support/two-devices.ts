import type { Page } from "@playwright/test";
import { signInOverHttp, type TestAccount } from "./accounts";
import { openDeviceScreen } from "./device-screen";
import type { HttpBrowser } from "./http-browser";
import { test as base, expect } from "./test";
import { FIREFOX } from "./user-agents";

export { expect };

interface TwoDevices {
  /** The user that both devices are signed in as. No other test uses it. */
  account: TestAccount;
  /** A Firefox on Linux. */
  other: Page;
}

interface PageAndPhone {
  account: TestAccount;
  /** A device without pages, for actions of another device over HTTP. */
  phone: HttpBrowser;
}

interface Fixtures {
  /** Signs a new user in on the test's `page` and on another device; both show the device screen. */
  twoDevices: TwoDevices;
  /** Signs a new user in on another device over HTTP, then on the test's `page`, which opens no address. */
  pageAndPhone: PageAndPhone;
}

export const test = base.extend<Fixtures>({
  twoDevices: async ({ page, newDevice, newUser, signIn }, use) => {
    const account = await newUser();
    const other = await newDevice({ userAgent: FIREFOX });
    for (const device of [other, page]) {
      await signIn(device, account);
      await openDeviceScreen(device);
    }
    await use({ account, other });
  },

  pageAndPhone: async ({ page, server, newUser, signIn }, use) => {
    const account = await newUser();
    const phone = await signInOverHttp(server, account);
    await signIn(page, account);
    await use({ account, phone });
  },
});
