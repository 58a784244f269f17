export const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";

/** What Safari sends on a Mac and on an iPad alike. */
export const MAC_OR_IPAD =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";

export const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1";

/** The device name of the browser under test, a pattern: it may be Chrome or Chromium, or a headless build. */
export const THIS_BROWSER = "(?:Headless )?Chrom(?:e|ium) on Windows";
