/** How long a text may be that a user writes, in characters: for the forms, and for what checks them. */

export const MAX_NAME_LENGTH = 100;
/** Of what users call a device, an authenticator app or a passkey. */
export const MAX_LABEL_LENGTH = 60;
/** In UTF-16 units, as the browser counts. */
export const MAX_NOTE_LENGTH = 4000;
/** Of why an administrator acts as a user. */
export const MAX_REASON_LENGTH = 200;
