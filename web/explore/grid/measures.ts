/** The height of the grid's head, in pixels. */
export const headHeight = 36;

/** The width of the column with the boxes that select, in pixels. */
export const boxWidth = 40;
