int y6;
