/**
 * `npm run screenshots -- http://localhost:3000`: takes the pictures of the landing page, of shared links and of the README
 * from a demo that runs there, with Chromium. Run it after a change of the screens, and look at the pictures.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findBrowser } from "./browser";
import { openPage } from "./demo-browser";
import { makeMovingPicture } from "./demo-picture";

const FOLDER = "public/pictures";
const README_FOLDER = "docs/images";
/** A landing page with three of them stays light. */
const LIMIT_BYTES = 60_000;
const FONT = "node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2";
const VIEW = { width: 1000, height: 560 };

const [base = "http://localhost:3000"] = process.argv.slice(2);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch(findBrowser() ?? {});
for (const colorScheme of ["light", "dark"] as const) {
  await takePictures(browser, colorScheme);
  await takeReadmePictures(browser, colorScheme);
}
await drawIcons(browser);
await makeMovingPicture(browser, await signInOn("macOS"), await signInOn("Windows"));
await browser.close();

async function takePictures(browser: Browser, colorScheme: "light" | "dark"): Promise<void> {
  const open = () =>
    browser.newContext({
      baseURL: base,
      viewport: VIEW,
      colorScheme,
      deviceScaleFactor: 1.5,
      locale: "en-US",
    });
  const laptop = await signIn(await open(), "macOS");
  const other = await signIn(await open(), "Windows");

  await laptop.goto("/profile");
  await laptop.getByRole("heading", { name: "Other devices" }).waitFor();
  await save(laptop, `devices-${colorScheme}`);
  await laptop.goto("/profile/activity");
  await laptop.getByRole("heading", { level: 1 }).waitFor();
  await save(laptop, `activity-${colorScheme}`);

  await other.goto("/profile");
  await laptop.goto("/profile");
  await laptop.getByRole("heading", { name: "Other devices" }).waitFor();
  await other
    .getByRole("button", { name: /^Sign out Chrome on macOS/ })
    .first()
    .click();
  await other
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Sign out/ })
    .click();
  await laptop.getByText("Sign in to continue").waitFor();
  await save(laptop, `signed-out-${colorScheme}`);
  for (const page of [laptop, other]) await leave(page);
}

/** The device screen on a desktop and on a phone, and the sign-in page of a device that was signed out. */
async function takeReadmePictures(browser: Browser, colorScheme: "light" | "dark"): Promise<void> {
  const open = (width: number, height: number) =>
    browser.newContext({
      baseURL: base,
      viewport: { width, height },
      colorScheme,
      deviceScaleFactor: 1.5,
      locale: "en-US",
    });
  for (const [name, width, height] of [
    ["devices", 1100, 900],
    ["phone", 390, 844],
  ] as const) {
    const page = await signIn(await open(width, height), "macOS");
    await page.goto("/profile");
    await page.getByRole("heading", { name: "Other devices" }).waitFor();
    await save(page, `${name}-${colorScheme}`, README_FOLDER);
    await leave(page);
  }
  const page = await openPage(await open(390, 844), "macOS");
  await page.goto("/login?reason=user");
  await page.getByLabel("Email").waitFor();
  await save(page, `login-${colorScheme}`, README_FOLDER);
  await leave(page);
}

/** Signs out, so that the next pictures do not show this browser. */
async function leave(page: Page): Promise<void> {
  await page.request.post("/api/auth/logout");
  await page.context().close();
}

async function signInOn(platform: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: base, colorScheme: "light", locale: "en-US" });
  return signIn(context, platform);
}

async function signIn(context: BrowserContext, platform: string): Promise<Page> {
  const page = await openPage(context, platform);
  await page.goto("/login");
  await page.getByRole("button", { name: "Sign in as Ada" }).click();
  await page.waitForURL("**/dashboard");
  return page;
}

/** Saves what the page shows as WebP, at the best quality that stays below the limit. */
async function save(page: Page, name: string, folder = FOLDER): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const png = (await page.screenshot({ animations: "disabled", caret: "hide" })).toString("base64");
  const painter = await page.context().browser()?.newPage();
  if (!painter) throw new Error("the browser is gone");
  for (const quality of [0.9, 0.8, 0.7, 0.6, 0.5]) {
    const webp = Buffer.from(await painter.evaluate(toWebp, { png, quality }), "base64");
    if (webp.length > LIMIT_BYTES && quality > 0.5) continue;
    writeFileSync(`${folder}/${name}.webp`, webp);
    console.log(`${name}.webp ${webp.length} bytes`);
    break;
  }
  await painter.close();
}

async function toWebp({ png, quality }: { png: string; quality: number }): Promise<string> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d")?.drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1] ?? "";
}

/** Draws the picture of a shared link and the icon of a phone's home screen. */
async function drawIcons(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, baseURL: base });
  await page.goto("/");
  const mark = await page.locator("header svg").first().innerHTML();
  // The app's policy forbids styles like those below.
  await page.goto("about:blank");
  const geist = readFileSync(FONT).toString("base64");
  const colors = { canvas: "#f8faf9", ink: "#101817", muted: "#52605d", brand: "#12695c" };
  const svg = (size: number, radius: boolean) =>
    `<svg width="${size}" height="${size}" viewBox="0 0 28 28">${mark
      .replace(/class="fill-brand"/, `fill="${colors.brand}"`)
      .replace(/class="fill-canvas"/, `fill="${colors.canvas}"`)
      .replace(/rx="8.5"/, radius ? 'rx="8.5"' : "")}</svg>`;
  const font = "font-family:Geist";
  await page.setContent(
    `<style>@font-face{font-family:Geist;font-weight:100 900;src:url(data:font/woff2;base64,${geist})}</style>
     <body style="margin:0;background:${colors.canvas};${font};color:${colors.ink}">
       <div style="padding:88px 96px">
         <div style="display:flex;align-items:center;gap:22px;font-size:40px;font-weight:600">${svg(64, true)} Latchkey</div>
         <div style="margin-top:96px;font-size:98px;font-weight:600;line-height:1.02;letter-spacing:-0.045em">Know where<br>you’re signed in.</div>
         <div style="margin-top:40px;font-size:34px;color:${colors.muted}">See every device. Sign any of them out, instantly.</div>
       </div>
     </body>`,
  );
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: "app/(public)/opengraph-image.png" });
  await page.setViewportSize({ width: 180, height: 180 });
  await page.setContent(`<body style="margin:0">${svg(180, false)}</body>`);
  await page.screenshot({ path: "app/apple-icon.png" });
}
