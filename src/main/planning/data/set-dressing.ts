/**
 * set | foregrounds that fit | something that moves by itself: hexcode, id, metres, support; then the dressing, one per
 * cell: hexcode, label, metres, support, x, depth. Order of use; the sets themselves draw furniture and buildings.
 */
export const DRESSING_TABLE = `
city-street | railing,leaves | 1f695,taxi,1.5,ground | 1f6b2,bicycle,1.1,ground,0.14,0.62 | 1f697,car,1.5,ground,0.9,0.36 | 1fab4,plant,0.7,ground,0.82,0.6 | 1f4ee,post box,1.2,ground,0.06,0.5
skyline | railing | 1f426,bird,0.4,air | 1f426,bird,0.3,air,0.72,0.2 | 1f681,helicopter,3,air,0.2,0.12
rooftop | railing | 1f426,bird,0.3,air | 1fab4,plant,0.8,ground,0.12,0.55 | 1fa91,chair,0.95,ground,0.86,0.6 | 1f4e1,dish,1,ground,0.7,0.35
alley | window-frame,railing | 1f408,cat,0.35,ground | 1f5d1,bin,0.9,ground,0.14,0.5 | 1f6b2,bicycle,1.1,ground,0.86,0.45 | 1f3ee,lantern,0.4,air,0.7,0.4
forest | leaves,rocks | 1f426,bird,0.25,air | 1f344,mushroom,0.15,ground,0.18,0.75 | 1fab5,log,0.5,ground,0.84,0.6 | 1faa8,rock,0.6,ground,0.08,0.55
park | leaves | 1f415,dog,0.6,ground | 1f333,tree,6,ground,0.08,0.3 | 1f337,flower,0.4,ground,0.88,0.72 | 1f6b2,bicycle,1.1,ground,0.9,0.5
mountain | rocks,leaves | 1f985,eagle,0.8,air | 1f332,pine,7,ground,0.08,0.35 | 1faa8,rock,1,ground,0.88,0.6
field | leaves | 1f426,bird,0.3,air | 1f33e,rice,0.9,ground,0.1,0.75 | 1f33e,rice,0.9,ground,0.9,0.7 | 1f333,tree,7,ground,0.82,0.2
desert | rocks | 1f42a,camel,2,ground | 1f335,cactus,2.2,ground,0.12,0.5 | 1faa8,rock,0.8,ground,0.86,0.6 | 1f335,cactus,1.6,ground,0.78,0.3
beach | leaves,rocks | 1f54a,seagull,0.4,air | 26f1,parasol,2.2,ground,0.12,0.55 | 1f334,palm,7,ground,0.9,0.35 | 1f41a,shell,0.12,ground,0.76,0.9
river | leaves,railing | 1f6f6,boat,0.9,ground | 1f6f6,boat,0.9,ground,0.82,0.35 | 1faa3,bucket,0.35,ground,0.12,0.75 | 1f334,palm,6,ground,0.06,0.3
market | crowd,table-edge | 1f426,bird,0.25,air | 1f9fa,basket,0.4,ground,0.84,0.68 | 1f34d,pineapple,0.35,ground,0.16,0.66 | 1f3ee,lantern,0.4,air,0.72,0.4 | 1f349,watermelon,0.3,ground,0.92,0.62
temple | leaves,railing | 1f54a,dove,0.3,air | 1fab7,lotus,0.35,ground,0.12,0.7 | 1f56f,candle,0.3,ground,0.86,0.68 | 1f514,bell,0.5,air,0.8,0.4
road | railing,leaves | 1f697,car,1.5,ground | 1f332,tree,6,ground,0.06,0.3 | 1faa8,rock,0.6,ground,0.92,0.6
bridge | railing | 1f6b2,bicycle,1.1,ground | 1f697,car,1.5,ground,0.86,0.35 | 1f426,bird,0.3,air,0.2,0.3
station | railing,crowd | 1f686,train,3.4,ground | 1f9f3,suitcase,0.7,ground,0.14,0.62 | 23f0,clock,0.5,air,0.74,0.4 | 1fa91,seat,0.9,ground,0.9,0.5
room | curtain,window-frame | 1f408,cat,0.35,ground | 1fab4,plant,0.9,ground,0.1,0.5 | 1f9f8,toy,0.35,ground,0.88,0.68 | 1f9fa,basket,0.4,ground,0.8,0.5
kitchen | table-edge,window-frame | - | 1f9fa,basket,0.4,ground,0.14,0.62 | 1f373,pan,0.35,wall,0.74,0.3 | 1fab4,plant,0.6,ground,0.92,0.5
bedroom | curtain | 1f408,cat,0.35,ground | 1fab4,plant,0.7,ground,0.08,0.5 | 1f97f,slippers,0.12,ground,0.8,0.72
restaurant | table-edge,window-frame | - | 1fab4,plant,0.9,ground,0.06,0.45 | 1f3ee,lamp,0.4,air,0.7,0.4
shop | window-frame | - | 1f6cd,bags,0.5,ground,0.14,0.62 | 1f455,clothes,0.6,wall,0.8,0.4 | 1fab4,plant,0.8,ground,0.92,0.5
office | window-frame,table-edge | - | 1fab4,plant,0.9,ground,0.08,0.45 | 1f5d1,bin,0.4,ground,0.9,0.62 | 1f4bc,briefcase,0.4,ground,0.78,0.68
classroom | table-edge | - | 1f392,school bag,0.45,ground,0.14,0.68 | 1f5fa,map,0.9,wall,0.8,0.3 | 1fab4,plant,0.6,ground,0.92,0.45
workshop | table-edge | - | 1fa9c,ladder,2.4,ground,0.92,0.4 | 1f9f0,toolbox,0.35,ground,0.14,0.66 | 1faa3,bucket,0.35,ground,0.8,0.6 | 1f527,wrench,0.3,wall,0.3,0.3
gym | railing | - | 1f94a,gloves,0.35,wall,0.2,0.3 | 1f3c0,ball,0.26,ground,0.86,0.7 | 1f45f,shoes,0.15,ground,0.14,0.68
stage | crowd,curtain | - | 1f941,drum,0.8,ground,0.2,0.4 | 1f3b8,guitar,1,ground,0.84,0.45
product-table | none | - | 1fab4,plant,0.5,table,0.14,0.45 | 1f338,blossom,0.14,table,0.82,0.6
plain | none | -
`;
