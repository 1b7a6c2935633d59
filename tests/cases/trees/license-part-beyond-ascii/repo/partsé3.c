int y3;
