/** The empty route: the time that Next itself needs for a request. */
const empty = () => Response.json({});

export { empty as GET, empty as POST };
