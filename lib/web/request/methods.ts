/** The methods that an endpoint may take. A request with any other one is refused before Next sees it. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
