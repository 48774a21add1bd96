/** The height of the grid's head, in pixels. */
export const headHeight = 36;
