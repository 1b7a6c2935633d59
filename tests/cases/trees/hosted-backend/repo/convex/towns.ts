import { v } from 'convex/values';
import { query } from './_generated/server';

export const towns = query({
  args: { id: v.string() },
  handler: async (ctx, args) => ctx.db.get(args.id),
});
