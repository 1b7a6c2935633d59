int y2;
