export const en = { guides: 'Guides' };
