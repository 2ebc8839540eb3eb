/**
 * set | foregrounds that fit | the dressing, one per cell: hexcode, label, metres, support, x, depth. Order of use; the
 * sets themselves draw furniture and buildings. Dressing is small or far (depth at most 0.45 above 0.6 m) and at the
 * sides, so that it never stands behind a face; nothing hangs in the air and no traffic is invented.
 */
export const DRESSING_TABLE = `
city-street | railing,leaves | 1fab4,plant,0.6,ground,0.9,0.42
skyline | railing
rooftop | railing | 1fab4,plant,0.6,ground,0.1,0.42 | 1fa91,chair,0.9,ground,0.92,0.4
alley | window-frame,railing | 1f5d1,bin,0.9,ground,0.12,0.36 | 1f6b2,bicycle,1.1,ground,0.9,0.32
forest | leaves,rocks | 1fab5,log,0.4,ground,0.9,0.45 | 1faa8,rock,0.5,ground,0.08,0.42
park | leaves | 1f333,tree,6,ground,0.06,0.24 | 1f337,flower,0.35,ground,0.92,0.5
mountain | rocks,leaves | 1f332,pine,7,ground,0.06,0.26 | 1faa8,rock,0.7,ground,0.92,0.42
field | leaves | 1f333,tree,7,ground,0.92,0.18 | 1f33e,rice,0.6,ground,0.08,0.5
desert | rocks | 1f335,cactus,2.2,ground,0.1,0.3 | 1faa8,rock,0.6,ground,0.92,0.44
beach | leaves,rocks | 1f41a,shell,0.1,ground,0.86,0.62
river | leaves,railing
market | crowd,table-edge | 1f9fa,basket,0.4,ground,0.9,0.5 | 1f34d,pineapple,0.3,ground,0.1,0.5
temple | leaves,railing | 1fab7,lotus,0.3,ground,0.1,0.5
road | railing,leaves | 1f332,tree,6,ground,0.06,0.2
bridge | railing
station | railing,crowd | 1f9f3,suitcase,0.6,ground,0.1,0.44
room | curtain,window-frame | 1fab4,plant,0.8,ground,0.08,0.42
kitchen | table-edge,window-frame | 1fab4,plant,0.5,ground,0.92,0.42
bedroom | curtain | 1fab4,plant,0.6,ground,0.06,0.4
restaurant | table-edge,window-frame | 1fab4,plant,0.8,ground,0.06,0.38
shop | window-frame | 1fab4,plant,0.8,ground,0.92,0.4
office | window-frame,table-edge | 1fab4,plant,0.8,ground,0.06,0.38
classroom | table-edge | 1f392,school bag,0.45,ground,0.1,0.5
workshop | table-edge | 1f9f0,toolbox,0.35,ground,0.1,0.5 | 1fa9c,ladder,2.4,ground,0.92,0.32
gym | railing | 1f3c0,ball,0.26,ground,0.92,0.5
stage | crowd,curtain
product-table | none
plain | none
`;
