export const paid = true;
