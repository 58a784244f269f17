/** The empty route: what Next itself takes for a request. */
const empty = () => Response.json({});

export { empty as GET, empty as POST };
