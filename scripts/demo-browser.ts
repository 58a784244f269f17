import type { BrowserContext, Page } from "@playwright/test";

const BRANDS = ["Google Chrome", "Chromium"].map((brand) => ({ brand, version: "150" }));

/** Opens a page in a browser like that of a reader, who has no headless one on a server. @param platform what it runs on */
export async function openPage(context: BrowserContext, platform: string): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const userAgent = await page.evaluate(() => navigator.userAgent.replace("Headless", ""));
  const about = { brands: BRANDS, fullVersionList: BRANDS, platform, platformVersion: "15.0.0" };
  const userAgentMetadata = { ...about, architecture: "", model: "", mobile: false };
  await devtools.send("Emulation.setUserAgentOverride", { userAgent, userAgentMetadata });
  return page;
}
