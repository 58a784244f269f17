/** Four tabs, two of each account of a browser: a switch, a sign-out and an expiry, in every order. */
import type { Page } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { openHydrated } from "@/e2e/support/hydration";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

// A server of its own, whose clock the stories move.
test.use({ settings: {} });

const HALF_AN_HOUR_SECONDS = 1800;

type Step = "switch" | "sign-out" | "expiry";
/** After each step: whose tabs show their page. */
const ORDERS: [Step, shown: "Ada" | "Grace" | null][][] = [
  [
    ["switch", "Grace"],
    ["sign-out", null],
    ["expiry", null],
  ],
  [
    ["switch", "Grace"],
    ["expiry", "Grace"],
    ["sign-out", null],
  ],
  [
    ["sign-out", null],
    ["switch", "Grace"],
    ["expiry", "Grace"],
  ],
  [
    ["sign-out", null],
    ["expiry", null],
    ["switch", "Grace"],
  ],
  [
    ["expiry", null],
    ["switch", "Grace"],
    ["sign-out", null],
  ],
  [
    ["expiry", null],
    ["sign-out", null],
    ["switch", "Grace"],
  ],
];

const hello = (tab: Page, name: string) => tab.getByRole("heading", { name: `Hello, ${name}` });
const button = (tab: Page, name: string) => tab.getByRole("button", { name });

for (const order of ORDERS)
  test(`${order.map(([step]) => step).join(", ")}: no tab shows another account than its own, and one whose account is active shows it`, async ({
    page: first,
    context,
    server,
    newUser,
    signIn,
  }) => {
    const [ada, grace] = await Promise.all([newUser("Ada"), newUser("Grace")]);
    const [second, third, fourth] = [
      await context.newPage(),
      await context.newPage(),
      await context.newPage(),
    ];
    // Grace is remembered, so her session outlasts the half hour after which Ada's is over.
    await signIn(third, grace, { rememberMe: true });
    await Promise.all([third, fourth].map((tab) => openHydrated(tab, "/dashboard")));
    await signIn(first, ada);
    await Promise.all([first, second].map((tab) => openHydrated(tab, "/dashboard")));
    // The sign-in came from no page: a tab sees it when its user comes back to it.
    for (const tab of [third, fourth]) await tab.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expectShown("Ada");

    let [active, isOver] = ["Ada", false];
    for (const [step, shown] of order) {
      if (step === "switch") {
        await button(third, "Switch back to Grace").click();
        active = "Grace";
      } else if (step === "expiry") {
        await advanceServerClock(server, HALF_AN_HOUR_SECONDS + 1);
        isOver = true;
      } else if (active === "Grace") await signOut(third);
      else if (isOver) {
        await button(first, "Use another account").click();
        await button(first, "Remove Ada").click();
      } else await signOut(first);
      await expectShown(shown);
    }

    async function expectShown(name: string | null): Promise<void> {
      for (const [own, tabs] of [
        ["Ada", [first, second]],
        ["Grace", [third, fourth]],
      ] as const)
        for (const tab of tabs) {
          await expect(hello(tab, own)).toBeVisible({ visible: own === name });
          await expect(hello(tab, own === "Ada" ? "Grace" : "Ada")).toBeHidden();
        }
    }
  });
