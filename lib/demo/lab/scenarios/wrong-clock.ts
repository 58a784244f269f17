import { MINUTE_MS } from "@/lib/demo/lab/lab-clock";
import type { Scenario } from "@/lib/demo/lab/scenario";

export const wrongClock: Scenario = {
  group: "trouble",
  title: "A clock that’s ten minutes wrong",
  rule: "The computer’s clock is ten minutes slow. It doesn’t matter: the browser only counts how much time has passed, and the server has the last word.",
  where: { file: "lib/client/session/expiry-monitor.ts", name: "heardAt + expires - server" },
  simulated: "Simulated: the clock of your computer, and the minutes that pass.",

  async run({ you, tabs, clock, expect }) {
    await you.signIn();
    const { client } = await tabs.open({ skew: -10 * MINUTE_MS });
    await client.getAccessToken();
    const { refreshes } = tabs;
    await clock.pass(clock.idleMs / 2);
    const { status, expiryWarning } = client.state.get();
    expect("No warning halfway to the limit", status === "signed-in" && expiryWarning === null);
    expect("One refresh on time at most, not one after another", tabs.refreshes - refreshes <= 1);
    await clock.pass(clock.idleMs / 2 - MINUTE_MS);
    const warning = client.state.get().expiryWarning;
    const msLeft = client.remainingMs();
    expect("The warning comes when the server says so", warning !== null);
    expect("It counts the right minute", Math.abs(msLeft - MINUTE_MS) < 5_000);
  },
};
