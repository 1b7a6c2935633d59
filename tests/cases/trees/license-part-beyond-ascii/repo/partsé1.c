int y1;
