const empty = () => Response.json({});

export { empty as GET, empty as POST };
